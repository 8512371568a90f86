"""Values and minimizers of COCO's noiseless bbob functions, from the package coco-experiment.

Usage: pip install coco-experiment==2.8.2; python gen_bbob.py > ../bbob.json

Points are not stored: coordinate j of point k is the number that `coordinate` of bbob_points.py computes from whole
numbers, exactly, and tests/problems/bbob_test.cpp computes it again.
"""
from bbob_points import write_reference

write_reference("bbob", "dimensions:2,3,5,10,20,40 instance_indices:1-5", [2, 3, 5, 10, 20, 40], range(1, 6))
