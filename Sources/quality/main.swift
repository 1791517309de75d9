print("quality")
