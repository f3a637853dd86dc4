from django.db import models


class Order(models.Model):
    receipt = models.CharField(max_length=40, unique=True)
    phone = models.CharField(max_length=40)
    total = models.DecimalField(max_digits=15, decimal_places=2)
