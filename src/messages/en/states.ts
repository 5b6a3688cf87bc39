/** @file What a run is doing, in a word. */

export const states = {
  training: "training",
  paused: "paused",
  done: "done",
  stopped: "stopped",
  interrupted: "interrupted",
  diverged: "diverged",
  collapsed: "collapsed",
};
