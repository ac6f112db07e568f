package dev.seedbed.cli;

/// The `seedbed` command.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("seedbed " + Main.class.getPackage().getImplementationVersion());
    }
}
