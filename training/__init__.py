"""How the shipped language model is made: corpora in, one quantised ONNX file out.

Run ``python -m training --help``.  Needs the ``training`` extra (torch, onnx).
"""
