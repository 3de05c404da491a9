/** What the engine knows of instruments and their markets: the last view of each, borrow, restrictions. */
package io.portcullis.engine.market;
