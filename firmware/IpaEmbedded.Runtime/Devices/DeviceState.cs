namespace IpaEmbedded.Runtime.Devices;

/// <summary>How far a device has come; <see cref="Device.Reason"/> says why it is not further.</summary>
public enum DeviceState
{
    /// <summary>No driver lists its "compatible".</summary>
    NoDriver = 0,

    /// <summary>It has a driver and was not tried yet.</summary>
    Pending = 1,

    /// <summary>It waits for a supplier.</summary>
    Deferred = 2,

    /// <summary>Its driver runs it.</summary>
    Bound = 3,

    /// <summary>Its driver gave up.</summary>
    Failed = 4,

    /// <summary>It was removed.</summary>
    Removed = 5,
}
