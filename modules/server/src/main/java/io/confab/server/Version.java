package io.confab.server;

/** The version of this build. */
final class Version {

    private Version() {}

    /** As in the jar's manifest; "development" when started from classes. */
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
