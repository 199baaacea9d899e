namespace IpaEmbedded.Runtime.Gpio;

/// <summary>Is told of an edge on the event loop's thread, from where it may read pins but not wait: the electrical level after the edge for a controller's pin, active or not for a consumer's line.</summary>
public delegate void GpioEdgeHandler(bool level);
