/** Proves a pack before it may judge: the checks of its files, and the cases that its officers wrote. */
package io.portcullis.policy.cases;
