/** Bounds of the stream: whatever a client does, what it costs is bounded. */
export interface StreamLimits {
  /** Longest message that is read; a longer one ends the connection with WebSocket's own code 1009. */
  readonly messageBytes: number;
  readonly connections: number;
  readonly connectionsPerKey: number;
  readonly subscriptions: number;
  /** Connections without a key from one address, and what all of them may ask for in a second. */
  readonly connectionsPerAddress: number;
  readonly requestsPerAddressSecond: number;
  /** Time in which a connection must show its key or open a public channel. */
  readonly authenticateWithinMs: number;
  /** Time between two signs of life that are asked for; who gives none until the next is taken for dead. */
  readonly heartbeatMs: number;
  /** Bytes that wait for a client: above the first its public channels pause, above the second it is closed. */
  readonly pauseBytes: number;
  readonly closeBytes: number;
  /** Bad messages within a heartbeat after which a connection is closed. */
  readonly badMessages: number;
  /** How often keys are looked at again. */
  readonly recheckMs: number;
  /** Words of events that are kept for those who resume. */
  readonly ringWords: number;
  /** Price levels of a side that the public book shows. */
  readonly bookLevels: number;
  /** Least time between two indicative prices of a listing. */
  readonly callEveryMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  messageBytes: 512 * 1024,
  connections: 2_000,
  connectionsPerKey: 20,
  subscriptions: 200,
  connectionsPerAddress: 500,
  requestsPerAddressSecond: 100,
  authenticateWithinMs: 10_000,
  heartbeatMs: 15_000,
  pauseBytes: 256 * 1024,
  closeBytes: 8 * 1024 * 1024,
  badMessages: 100,
  recheckMs: 2_000,
  ringWords: 1 << 22,
  bookLevels: 50,
  callEveryMs: 250,
};

/** Codes with which the server ends a connection, each with its name as the reason. */
export const CLOSE = {
  goingAway: [1001, 'going-away'],
  fault: [1011, 'internal'],
  notAuthenticated: [4001, 'not-authenticated'],
  keyInvalid: [4003, 'key-invalid'],
  slowConsumer: [4008, 'slow-consumer'],
  abuse: [4029, 'abuse'],
  tooManyConnections: [4030, 'too-many-connections'],
  marketStopped: [4050, 'market-stopped'],
  marketOff: [4051, 'market-off'],
} as const;
export type Close = (typeof CLOSE)[keyof typeof CLOSE];
