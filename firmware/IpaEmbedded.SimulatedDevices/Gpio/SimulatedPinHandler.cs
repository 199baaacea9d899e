namespace IpaEmbedded.SimulatedDevices;

/// <summary>Is told of a pin whose wire has a new level, whoever made it; at once, so it may look but not act.</summary>
public delegate void SimulatedPinHandler(SimulatedGpio gpio, int pin, bool high);
