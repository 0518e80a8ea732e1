"""Our own tile grid of France: one square for each of the 101 départements, roughly where it is."""

from typing import NamedTuple

_LAYOUT = """
 ..  ..  ..  ..  ..  62  59  ..  ..  ..  ..  ..
 ..  ..  ..  ..  76  80  60  02  08  ..  ..  ..
 ..  ..  50  14  27  95  93  51  55  54  57  67
 29  22  35  61  78  92  75  94  77  10  52  88
 ..  56  53  72  28  91  45  89  21  70  90  68
 ..  44  49  37  41  18  58  71  39  25  ..  ..
 ..  85  79  86  36  23  03  69  01  74  ..  ..
 ..  ..  17  16  87  19  63  42  38  73  ..  ..
971  ..  33  24  46  15  43  07  26  05  ..  ..
972  ..  40  47  82  12  48  30  84  04  06  ..
973  ..  64  32  31  81  34  ..  13  83  ..  2B
974  ..  ..  65  09  11  ..  ..  ..  ..  ..  2A
976  ..  ..  ..  ..  66  ..  ..  ..  ..  ..  ..
"""


class Tile(NamedTuple):
    """Place of a département: column from west to east, row from north to south, both from 0."""

    column: int
    row: int


TILES = {
    code: Tile(column, row)
    for row, line in enumerate(_LAYOUT.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
