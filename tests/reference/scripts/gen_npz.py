"""Writes tests/problems/data/*.npz with NumPy (made with 2.4.6). python3 gen_npz.py FOLDER"""
import sys

import numpy as np

folder = sys.argv[1]
x = np.array([[1, 2], [3, 4], [5, 6]], dtype="<f4")
y = np.array([0, 1, 0])
np.savez(f"{folder}/pair.npz", x=x, y=y)
np.savez(f"{folder}/short_y.npz", x=x, y=y[:2])
np.savez(f"{folder}/nan.npz", x=np.where(x == 3, np.nan, x), y=y)
np.savez_compressed(f"{folder}/images.npz", x=np.arange(12, dtype=np.uint8).reshape(3, 2, 2), y=y.astype(np.uint8))
rows = np.arange(20)
np.savez_compressed(f"{folder}/one.npz", np.column_stack([2.0 * rows, 2.0 * rows + 1, rows % 2]))
