"""What a dashboard shows, read from AppTest."""


def tiles(page):
    return {metric.label: metric.value.replace("\u202f", " ") for metric in page.metric}


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.info, *page.warning])


def press(page, key):
    return page.button(key=key).click().run()


def names(page):
    return [name.removeprefix(":material/folder_open: ") for name in people(page)["Nom"]]


def people(page):
    return next(table.value for table in page.dataframe if "Nom" in table.value)
