"""A data frame that prints all of its columns, which pandas cuts to the width of a terminal."""

import pandas as pd


class WholeTable(pd.DataFrame):
    """What is computed from it is a plain data frame again."""

    def __repr__(self) -> str:
        return self.to_string(float_format="{:.3g}".format)
