import { execFileSync, spawnSync } from 'node:child_process'
import { lstat, mkdtemp, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allCommands, commandsFor } from './commands.ts'
import { completionScript, shells } from './completion.ts'
import { runForTest } from './testing/run-for-test.ts'

const commands = await allCommands()

describe('the command line', () => {
  it('reads the verbs of a file when their words are called', async () => {
    for (const command of commands) {
      const near = await commandsFor(command.path)
      expect(near.map(({ path }) => path)).toContainEqual(command.path)
      expect(near.length).toBeLessThan(commands.length)
    }
  })

  it('shows all commands without a word, and a command with --help', async () => {
    const all = await runForTest([])
    expect(all.code).toBe(0)
    for (const { path, summary } of commands) {
      expect(all.out).toContain(path.join(' '))
      const help = await runForTest([...path, '--help'])
      expect(help.code).toBe(0)
      expect(help.out).toContain(summary)
      expect(help.out).toContain('--output json|yaml')
      expect(await runForTest(['help', ...path])).toEqual(help)
    }
  })

  it('names the nearest command and option, and ends with 2', async () => {
    const command = await runForTest(['versoin'])
    expect(command).toMatchObject({ code: 2, out: '' })
    expect(command.err).toContain('Did you mean linewright version?')
    const option = await runForTest(['version', '--ouput', 'json'])
    expect(option.code).toBe(2)
    expect(option.err).toContain('There is no option --ouput')
    expect(option.err).toContain('Did you mean --output?')
    const choice = await runForTest(['version', '--output', 'jsn'])
    expect(choice.code).toBe(2)
    expect(choice.err).toContain('Did you mean --output json?')
  })

  it('refuses a word too many, a missing value and the same option twice', async () => {
    expect((await runForTest(['version', 'now'])).err).toContain('"now" is one word too many')
    expect((await runForTest(['version', '-o'])).err).toContain('-o needs a value: -o FILE')
    expect((await runForTest(['version', '-o', '--output', 'json'])).err).toContain('-o needs a value: -o FILE')
    expect((await runForTest(['version', '-o', 'a', '-o', 'b'])).err).toContain('-o is given twice')
    expect((await runForTest(['version', '--help=x'])).code).toBe(2)
  })

  it('prints data on demand, and writes a file instead of standard output', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linewright-cli-'))
    const json = await runForTest(['version', '--output', 'json'])
    expect(JSON.parse(json.out)).toHaveProperty('version')
    const yaml = await runForTest(['version', '--output', 'yaml', '-o', 'deep/version.yaml'], { cwd: folder })
    expect(yaml).toMatchObject({ code: 0, out: '' })
    expect(await readFile(join(folder, 'deep', 'version.yaml'), 'utf8')).toMatch(/^version: /)
    expect((await runForTest(['version', '-o', 'deep'], { cwd: folder })).err).toContain('deep is a folder')
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const [read] = await Promise.all([readFile(pipe, 'utf8'), runForTest(['version', '-o', pipe])])
    expect(read).toMatch(/^linewright /)
    expect((await stat(pipe)).isFIFO()).toBe(true)
    const link = join(folder, 'link')
    await symlink('deep/linked', link)
    // In the first round the link's target does not exist yet.
    for (let round = 0; round < 2; round++) await runForTest(['version', '-o', link])
    expect(await readFile(join(folder, 'deep', 'linked'), 'utf8')).toMatch(/^linewright /)
    expect((await lstat(link)).isSymbolicLink()).toBe(true)
  })

  it('refuses a text that is not UTF-8, at its line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linewright-cli-'))
    await writeFile(join(folder, 'latin.yaml'), Buffer.from('a: b\nname: caf\xe9\n', 'latin1'))
    await writeFile(join(folder, 'wide.yaml'), Buffer.from('\uFEFFa: b\n', 'utf16le'))
    const latin = await runForTest(['line', 'validate', 'latin.yaml'], { cwd: folder })
    expect(latin).toMatchObject({ code: 1, err: expect.stringContaining('latin.yaml:2:1: The text is not UTF-8') })
    expect((await runForTest(['line', 'validate', 'wide.yaml'], { cwd: folder })).err).toContain('UTF-16')
    const run = await runForTest(['tekton', 'run', '-f', 'wide.yaml'], { cwd: folder })
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining('wide.yaml:1:1: The text is UTF-16') })
  })

  it('gives failure as data to whoever asked for JSON, with its document, and wrong use as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linewright-cli-'))
    const words = ['pipeline', 'compile', '-c', 'qvs.yaml', '--output', 'json']
    const missing = await runForTest([...words, '--prefix', 'shop'], { cwd: folder })
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('qvs.yaml:1:1: There is no such file') })
    const document = join(folder, 'qvs.yaml')
    expect(JSON.parse(missing.out)).toMatchObject({ error: { code: 'not-found', place: { document } } })
    await writeFile(document, 'params:\n  - {name: a, type: strng}\ndesignPatterns: {}\n')
    const wrong = await runForTest([...words, '--prefix', 'shop'], { cwd: folder })
    expect(wrong.code).toBe(1)
    expect(JSON.parse(wrong.out)).toHaveProperty('error.findings.0.place.document', document)
    const usage = await runForTest(words, { cwd: folder })
    expect(usage.code).toBe(2)
    expect(JSON.parse(usage.out)).toHaveProperty('error.message', '--prefix NAME must be given')
  })

  it('uses no colours when nobody looks, or when they are not wanted', async () => {
    expect((await runForTest(['help'])).out).not.toContain('\u001b[')
    expect((await runForTest(['help'], { outIsTerminal: true })).out).toContain('\u001b[1mUsage:')
    expect((await runForTest(['help'], { outIsTerminal: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b[')
  })
})

describe('shell completion', () => {
  it.each(shells)('makes a script for %s that names every command and option', (shell) => {
    const script = completionScript(shell, commands)
    for (const { path, options } of commands) {
      for (const word of path) expect(script).toContain(word)
      for (const name of Object.keys(options)) expect(script).toContain(name)
    }
  })

  it('completes in bash', () => {
    const script = completionScript('bash', commands)
    function complete(...words: readonly string[]): string[] {
      const ask = `COMP_WORDS=(linewright ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _linewright; printf '%s\\n' "\${COMPREPLY[@]}"`
      const { stdout, stderr } = spawnSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' })
      expect(stderr).toBe('')
      return stdout.split('\n').filter((line) => line !== '')
    }
    expect(complete('ver')).toEqual(['version'])
    expect(complete('--')).toEqual(['--help', '--version'])
    expect(complete('pipeline', '-')).toEqual(['--help', '-h'])
    expect(complete('hel')).toEqual(['help'])
    expect(complete('version', '--out')).toEqual(['--output', '--output-file'])
    expect(complete('version', '--output', '')).toEqual(['json', 'yaml'])
    expect(complete('version', '--output', '=', '')).toEqual(['json', 'yaml'])
    expect(complete('version', '--output', '=')).toEqual(['json', 'yaml'])
    expect(complete('version', '--output', '=', 'j')).toEqual(['json'])
    expect(complete('completion', '')).toEqual([...shells])
  })

  it('offers what a word is chosen from, and files only where there are any', () => {
    expect(completionScript('zsh', commands)).toContain("'1:word:(bash zsh fish)'")
    const fish = completionScript('fish', commands)
    expect(fish).toContain("-n '__linewright_in completion' -f -a 'bash zsh fish'")
    expect(fish).toContain("-n '__linewright_in line show' -F")
    expect(fish).toContain("-n '__linewright_in version' -f\n")
  })

  it('runs no command within quotes in fish, which takes it for an index and refuses it', () => {
    expect(completionScript('fish', commands)).not.toMatch(/"\$[^"\n]*\(/)
  })
})
