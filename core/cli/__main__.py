from core.cli import shop

shop(prog_name="shop")
