package io.portcullis.store;

/** A walk's log that does not grow any more and knows its end. */
record WholeLog(Walk walk) implements CatchUp {
    @Override
    public void replay(long fromPosition, Handler handler) {
        walk.replay(fromPosition, handler);
    }

    @Override
    public long end() {
        return walk.lastPosition();
    }
}
