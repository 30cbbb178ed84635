"""Pure rules of programmes: whom a class or group addressee stands for."""
