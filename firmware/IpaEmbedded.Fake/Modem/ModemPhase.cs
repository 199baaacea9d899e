namespace IpaEmbedded.Fake;

/// <summary>How far the fake modem is.</summary>
public enum ModemPhase
{
    /// <summary>Without power.</summary>
    Off = 0,

    /// <summary>Drivers were told that it will start.</summary>
    PoweringUp = 1,

    /// <summary>It runs and loads firmware.</summary>
    Booting = 2,

    /// <summary>Its service is announced.</summary>
    ServiceUp = 3,

    /// <summary>The handshake is complete: the processor has sent INIT_COMPLETE, or needs none.</summary>
    Connected = 4,

    /// <summary>It has crashed.</summary>
    Crashed = 5,
}
