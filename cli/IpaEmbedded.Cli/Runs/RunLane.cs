namespace IpaEmbedded.Cli.Runs;

/// <summary>Kinds of marks, each a lane of the timeline of its own, from top to bottom.</summary>
public enum RunLane
{
    /// <summary>Clock and interconnects of the IPA are on.</summary>
    Power,

    /// <summary>GSI commands, from the register write to their execution.</summary>
    Commands,

    /// <summary>Interrupt handlers.</summary>
    Interrupts,

    /// <summary>Polls of event rings.</summary>
    Polls,

    /// <summary>Doorbells of rings.</summary>
    Doorbells,

    /// <summary>What was sent through a transmit channel, from its doorbell to the event that completes it.</summary>
    Transfers,

    /// <summary>Events that the chip wrote and interrupts of its core.</summary>
    Chip,

    /// <summary>QMAP frames.</summary>
    Frames,

    /// <summary>Messages to and from the modem and the microcontroller.</summary>
    Messages,

    /// <summary>Faults that fired and violations of the hardware's rules.</summary>
    Faults,
}
