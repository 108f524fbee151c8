/** Groups and their members: who is in, what a list shows, how a group is made. */
package io.confab.persistence.group;
