from core.cli import shop

if __name__ == "__main__":
    shop(prog_name="shop")
