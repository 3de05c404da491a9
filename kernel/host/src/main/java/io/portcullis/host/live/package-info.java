/** The live server: the engine on its thread behind the recorded log, the venue behind its channel, the market before both. */
package io.portcullis.host.live;
