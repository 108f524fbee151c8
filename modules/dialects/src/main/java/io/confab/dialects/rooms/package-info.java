/**
 * The contract of rooms: {@code /api/rooms} and sockets at {@code /ws/{room}?username=}. A room is a public group under its
 * slug; whoever comes by a name is a guest for as long as he is connected, so joining and leaving are entries of the log.
 *
 * <p>Start reading at {@link io.confab.dialects.rooms.RoomsContract}.
 */
package io.confab.dialects.rooms;
