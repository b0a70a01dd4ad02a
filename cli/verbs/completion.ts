import { completionScript, shells } from '../completion.ts'
import { defineCommand, exitCodes, type Command } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { writeResult } from '../write-result.ts'

/** Takes the table of commands lazily, since it contains this command too. */
export function completionCommand(all: () => Promise<readonly Command[]>): Command {
  return defineCommand({
    path: ['completion'],
    summary: 'Print a script that completes commands, options and files in your shell',
    args: [{ name: 'SHELL', choices: shells, summary: shells.join(', ') }],
    options: {},
    examples: [
      ['For bash, in ~/.bashrc', 'source <(linewright completion bash)'],
      ['For zsh, in ~/.zshrc', 'source <(linewright completion zsh)'],
      ['For fish', 'linewright completion fish > ~/.config/fish/completions/linewright.fish'],
    ],
    async run({ args, terminal }) {
      const shell = shells.find((name) => name === args[0])
      if (shell === undefined)
        throw new UsageError(`"${args[0] ?? ''}" is not a shell that this knows: ${shells.join(', ')}`)
      const text = completionScript(shell, await all())
      await writeResult(terminal, { text, data: { shell, script: text } })
      return exitCodes.ok
    },
  })
}
