// Internal modules of Monaco, imported to be evaluated layer by layer; the package only types its public ones.
declare module 'monaco-editor/base/common/assert'
declare module 'monaco-editor/base/browser/browser'
declare module 'monaco-editor/platform/commands/common/commands'
declare module 'monaco-editor/editor/common/core/position'
