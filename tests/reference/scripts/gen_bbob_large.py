"""Values and minimizers of COCO's functions of bbob-largescale, from the package coco-experiment.

Usage: pip install coco-experiment==2.8.2; python gen_bbob_large.py > ../bbob_large.json

Points are those of bbob_points.py.
"""
from bbob_points import write_reference

write_reference("bbob-largescale", "instance_indices:1-3", [20, 40, 80, 160, 320, 640], range(1, 4))
