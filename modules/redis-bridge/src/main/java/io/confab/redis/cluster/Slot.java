package io.confab.redis.cluster;

import java.nio.charset.StandardCharsets;

/** Which slot a key is in: CRC-16/XMODEM of the part in braces, or of all of it (Redis cluster specification). */
final class Slot {

    static final int COUNT = 16_384;

    private static final int POLYNOMIAL = 0x1021;
    private static final int TOP_BIT = 0x8000;
    private static final int MASK = 0xffff;

    private Slot() {}

    static int of(String key) {
        int open = key.indexOf('{');
        int close = open < 0 ? -1 : key.indexOf('}', open + 1);
        String hashed = close > open + 1 ? key.substring(open + 1, close) : key;
        int crc = 0;
        for (byte next : hashed.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (next & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = ((crc & TOP_BIT) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL) & MASK;
            }
        }
        return crc % COUNT;
    }
}
