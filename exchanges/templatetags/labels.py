"""Says what the stored words of documents are called."""

from django import template

from exchanges import labels

register = template.Library()
register.filter("label", labels.label)
register.filter("field_label", labels.field_label)
register.filter("in_text", labels.in_text)
