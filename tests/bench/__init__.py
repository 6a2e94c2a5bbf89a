"""`make bench`: what the product promises about speed, each figure beside a peer or its budget in the same run."""
