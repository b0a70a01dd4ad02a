/** The part of marked 4 that is used here; this version has no types. */
declare module 'marked' {
  export interface Token {
    readonly type: string
    readonly raw: string
    readonly text?: string
    readonly depth?: number
    readonly href?: string
    readonly ordered?: boolean
    readonly tokens?: readonly Token[]
    readonly items?: readonly Token[]
    readonly header?: readonly { readonly tokens: readonly Token[] }[]
    readonly rows?: readonly (readonly { readonly tokens: readonly Token[] }[])[]
  }
  export const marked: { lexer(text: string): readonly Token[] }
}
