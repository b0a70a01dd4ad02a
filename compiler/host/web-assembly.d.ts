// The parts of the WebAssembly API that the host uses. TypeScript declares it in its DOM library only, which code for Node does not load.
declare global {
  namespace WebAssembly {
    interface Module {
      readonly [Symbol.toStringTag]?: string
    }
    interface Memory {
      readonly buffer: ArrayBuffer
    }
    interface Instance {
      readonly exports: Record<string, unknown>
    }
    type Imports = Record<string, Record<string, unknown>>
    var Module: { prototype: Module; new (bytes: Uint8Array<ArrayBuffer>): Module }
    var Memory: { prototype: Memory; new (limits: { initial: number; maximum?: number }): Memory }
    function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>
    function instantiate(module: Module, imports: Imports): Promise<Instance>
  }
}
export {}
