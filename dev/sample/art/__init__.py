"""How the sample's pictures are drawn: shapes, a canvas, and one file of drawings for each shelf of the shop."""
