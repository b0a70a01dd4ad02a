import { monaco } from './monaco.ts'

/** Monaco highlighting for CUE: labels, definitions, builtins, interpolations, attributes. */
export function registerCue(): void {
  if (monaco.languages.getLanguages().some(({ id }) => id === 'cue')) return
  monaco.languages.register({ id: 'cue', extensions: ['.cue'] })
  monaco.languages.setLanguageConfiguration('cue', {
    comments: { lineComment: '//' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
    indentationRules: { increaseIndentPattern: /[{[(]\s*$/, decreaseIndentPattern: /^\s*[}\])]/ },
  })
  monaco.languages.setMonarchTokensProvider('cue', {
    defaultToken: '',
    keywords: ['package', 'import', 'for', 'in', 'if', 'let', 'true', 'false', 'null'],
    builtins: [
      'string',
      'int',
      'number',
      'bool',
      'bytes',
      'float',
      'len',
      'close',
      'and',
      'or',
      'div',
      'mod',
      'quo',
      'rem',
    ],
    tokenizer: {
      root: [
        [/\/\/.*$/, 'comment'],
        [/@[\w.-]+\(/, 'tag', '@attribute'],
        [/"(?:[^"\\\n]|\\.)*"(?=\s*[?!]?:)/, 'type'],
        [/(?:_?#)?[A-Za-z_$][\w$]*(?=\s*[?!]?:(?!:))/, 'type'],
        [/_?#[A-Za-z_$][\w$]*/, 'tag'],
        [/[A-Za-z_$][\w$]*/, { cases: { '@keywords': 'keyword', '@builtins': 'number', '@default': '' } }],
        [/"""/, 'string', '@multiline'],
        [/#+"/, 'string', '@raw'],
        [/"/, 'string', '@text'],
        [/'(?:[^'\\]|\\.)*'/, 'string'],
        [/\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?(?:[KMGTP]i?)?/, 'number'],
        [/[{}[\]()]/, '@brackets'],
      ],
      text: [
        [/\\\(/, 'tag', '@interpolation'],
        [/[^"\\]+/, 'string'],
        [/\\./, 'string'],
        [/"/, 'string', '@pop'],
      ],
      multiline: [
        [/\\\(/, 'tag', '@interpolation'],
        [/"""/, 'string', '@pop'],
        [/[^"\\]+/, 'string'],
        [/\\.|"/, 'string'],
      ],
      raw: [
        [/"#+/, 'string', '@pop'],
        [/[^"]+|"/, 'string'],
      ],
      interpolation: [
        [/\(/, 'tag', '@push'],
        [/\)/, 'tag', '@pop'],
        [/[^()]+/, 'tag'],
      ],
      attribute: [
        [/\)/, 'tag', '@pop'],
        [/[^)]+/, 'tag'],
      ],
    },
  })
}
