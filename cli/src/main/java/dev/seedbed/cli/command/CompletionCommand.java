package dev.seedbed.cli.command;

import dev.seedbed.cli.terminal.Terminal;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `seedbed completion`: what makes a shell complete commands and options.
@Command(
        name = "completion",
        header = "Prints what makes a shell complete commands and options.",
        description = {
            "bash:  seedbed completion bash > ~/.local/share/bash-completion/completions/seedbed",
            "zsh:   seedbed completion zsh  > ~/.seedbed-completion  and  source ~/.seedbed-completion  in ~/.zshrc"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
    private final Terminal terminal;
    private final Supplier<CommandLine> all;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    enum Shell {
        bash,
        zsh
    }

    CompletionCommand(Terminal terminal, Supplier<CommandLine> all) {
        this.terminal = terminal;
        this.all = all;
    }

    @Override
    public void run() {
        if (shell == Shell.zsh) {
            terminal.out().println("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
        }
        terminal.out().print(AutoComplete.bash("seedbed", all.get()));
    }
}
