// marked 4 brings no types; this is the part of its lexer that the README view reads.
declare module 'marked' {
  export interface MarkedToken {
    readonly type: string
    readonly raw: string
    readonly text?: string
    readonly href?: string
    readonly depth?: number
    readonly ordered?: boolean
    readonly tokens?: readonly MarkedToken[]
    readonly items?: readonly MarkedToken[]
    readonly header?: readonly MarkedToken[]
    readonly rows?: readonly (readonly MarkedToken[])[]
  }
  export const marked: { lexer(text: string): readonly MarkedToken[] }
}
