"""The public test kit: real, small stand-ins for what the core needs of the world."""
