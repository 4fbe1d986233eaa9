// The page's side of the engine: a worker made from the page's own text. One that has to stop is ended, and another loads the graph.
class Stopped extends Error {}
class Broken extends Error {}

const policyOfWorker = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: (address) => address });
const workerAddress = URL.createObjectURL(new Blob([held.worker], { type: "text/javascript" }));
const textOf = (id) => byId(id).textContent.trim();

class Engine {
  // *module* is the compiled engine, if there is one.
  constructor(module = null) {
    this.pending = new Map();
    this.number = 0;
    this.isLoaded = false;
    this.worker = new Worker(policyOfWorker?.createScriptURL(workerAddress) ?? workerAddress);
    this.worker.addEventListener("message", ({ data }) => {
      const { resolve, reject } = this.pending.get(data.number);
      this.pending.delete(data.number);
      if (data.problem === undefined) resolve(data);
      else reject(new (data.isBroken ? Broken : Error)(data.problem));
    });
    this.worker.addEventListener("error", (event) => this.end(new Broken(event.message ?? "The engine did not start.")));
    this.loaded = this.do("load", { compiled: module ? "" : textOf("compiled"), graph: textOf("graph"), module });
    this.loaded.catch(() => {});
  }

  // A task's result, with how many seconds it took.
  do(task, values) {
    return new Promise((resolve, reject) => {
      this.number += 1;
      this.pending.set(this.number, { resolve, reject });
      this.worker.postMessage({ task, number: this.number, ...values });
    });
  }

  end(reason) {
    this.worker.terminate();
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }
}
