// Modules of the editor that are only evaluated, each with its layer; the package describes its public ones alone.
declare module 'monaco-editor/base/common/assert'
declare module 'monaco-editor/base/browser/browser'
declare module 'monaco-editor/platform/commands/common/commands'
declare module 'monaco-editor/editor/common/core/position'
