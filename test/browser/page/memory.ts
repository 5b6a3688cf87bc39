/** @file What ONNX Runtime takes and moves: its WebAssembly memory, and bytes that go to and from the graphics card. */

const memories: WebAssembly.Memory[] = [];

/** To be called before ONNX Runtime is loaded: its loader makes the memory by `new WebAssembly.Memory`. */
export function watchMemory(): void {
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
}

export const wasmBytes = (): number => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

/** GPUMapMode.READ */
const READ = 1;

export interface Traffic {
  /** Bytes mapped for reading on the host, and bytes written to buffers of the card. */
  down: number;
  up: number;
  /** Bytes of buffers that were made and not yet destroyed. */
  held: number;
}

/** Counts from now on. ONNX Runtime destroys a buffer once, or keeps it for later use. */
export function watchTraffic(): Traffic {
  const traffic: Traffic = { down: 0, up: 0, held: 0 };
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = function (mode, offset, size) {
    if (mode === READ) traffic.down += size ?? this.size - (offset ?? 0);
    return mapAsync.call(this, mode, offset, size);
  };
  const { writeBuffer } = GPUQueue.prototype;
  GPUQueue.prototype.writeBuffer = function (buffer, at, data, start, size) {
    const width = ArrayBuffer.isView(data) && "BYTES_PER_ELEMENT" in data ? (data.BYTES_PER_ELEMENT as number) : 1;
    traffic.up += size === undefined ? data.byteLength - (start ?? 0) * width : size * width;
    return writeBuffer.call(this, buffer, at, data as Uint8Array<ArrayBuffer>, start, size);
  };
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    if (descriptor.mappedAtCreation === true) traffic.up += descriptor.size;
    traffic.held += descriptor.size;
    return createBuffer.call(this, descriptor);
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    traffic.held -= this.size;
    return destroy.call(this);
  };
  return traffic;
}
