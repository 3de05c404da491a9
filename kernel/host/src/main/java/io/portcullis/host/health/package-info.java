/** What the server notices about the machine it runs on, what it does about it, and how it says so. */
package io.portcullis.host.health;
