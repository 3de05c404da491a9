/** Maps from what a model says to what came true as often: fitted on predictions the model had not been fitted on, or not at all. */
package io.portcullis.indicators.calibration;
