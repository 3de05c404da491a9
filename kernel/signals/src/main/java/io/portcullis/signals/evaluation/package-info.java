/** Whether agents know anything: their closed calls in walk-forward folds, and against calls that cannot know anything. */
package io.portcullis.signals.evaluation;
