import { describe, expect, it } from 'vitest'
import { pastedYaml } from './pasted-yaml.ts'

describe('a pasted text', () => {
  it('is the YAML that stands between fences of Markdown', () => {
    expect(pastedYaml('\n```yaml\nkind: Pipeline\n```\n\nand then\n\n```\nkind: Task\n```')).toBe(
      '---\nkind: Pipeline\n---\nkind: Task\n',
    )
  })

  it('is indented with blanks, not with the ones of web pages', () => {
    expect(pastedYaml('a:\r\n\u00A0 b: c\u00A0d\r\n')).toBe('a:\r\n  b: c\u00A0d\r\n')
  })

  it('stays as it is otherwise, fences in a script included', () => {
    const text = 'script: |\n  ```\n  echo\n  ```\n'
    expect(pastedYaml(text)).toBe(text)
  })

  it('wide blanks of an input method indent by two columns each, and stay where they begin a paragraph', () => {
    expect(pastedYaml('spec:\n　tasks: []\n　　 name: a\n')).toBe('spec:\n  tasks: []\n     name: a\n')
    expect(pastedYaml('text: |\n  　段落\n')).toBe('text: |\n  　段落\n')
  })
})
