from seed_vault import catalogue


def test_search_ignores_capitals():
    assert [seed.drawer for seed in catalogue.search("RYE")] == ["A3"]
