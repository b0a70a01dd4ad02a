// The part of the WebAssembly API that the scan uses. It exists everywhere, but TypeScript only declares it in its DOM library.
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
    var Module: { prototype: Module; new (bytes: Uint8Array<ArrayBuffer>): Module }
    var Memory: { prototype: Memory; new (limits: { initial: number; maximum?: number }): Memory }
    var Instance: { prototype: Instance; new (module: Module): Instance }
  }
}
export {}
