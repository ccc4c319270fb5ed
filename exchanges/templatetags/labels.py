"""Says what the stored words of documents are called."""

from django import template

from exchanges import labels

register = template.Library()
register.filter("label", labels.label)
