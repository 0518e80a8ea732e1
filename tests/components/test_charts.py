"""Charts speak French."""

import altair as alt
import pandas as pd

from components.charts import use_french_charts


def test_numbers_and_months_are_french_in_every_chart():
    use_french_charts()
    chart = alt.Chart(pd.DataFrame({"n": [1]})).mark_bar().encode(alt.X("n:Q"))
    locale = chart.to_dict()["config"]["locale"]
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", "\u202f")
    assert locale["time"]["months"][7] == "août"
    assert (len(locale["time"]["days"]), len(locale["time"]["shortMonths"])) == (7, 12)
