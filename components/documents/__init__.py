"""Documents handed over on paper: data in, PDF bytes out; nothing comes from the machine nor the network."""
