"""A build in parts: pages are cut into shards, each shard is worked at alone, and their files are merged.

    plan       paths -> shards; a shard's key is the hash of all that its result depends on
    survey     shard -> which pages it holds; the catalogue then tells which of all pages are one document
    extract    shard -> its statements as sorted lines
    merge      sorted lines -> one file

Every file is named by its key and appears whole or not at all, so that it is its own mark of completion: whatever was
interrupted, and whoever works at it (this process, others, a cluster), what is there is right and is not done again.
"""
