namespace IpaEmbedded.Fake;

/// <summary>What a recorder of the chip's inside is told, at once and in order; bytes are valid only during the call.</summary>
public abstract class ChipObserver
{
    /// <summary>Clock and interconnects of the IPA were switched.</summary>
    public virtual void OnPower(bool on)
    {
    }

    /// <summary>A packet (QMAP frame) left the processor's memory through a TX endpoint.</summary>
    public virtual void OnUplink(int endpoint, byte[] frame, int length)
    {
    }

    /// <summary>Bytes were written to a receive buffer of an RX endpoint.</summary>
    public virtual void OnDownlink(int endpoint, ulong address, byte[] bytes, int offset, int length)
    {
    }

    /// <summary>An event was written to an event ring.</summary>
    public virtual void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked)
    {
    }

    /// <summary>A channel command was executed.</summary>
    public virtual void OnChannelCommand(int channel, uint opcode, uint before, uint after)
    {
    }

    /// <summary>An event ring command was executed.</summary>
    public virtual void OnEventRingCommand(int ring, uint opcode, uint before, uint after)
    {
    }

    /// <summary>A generic command was executed.</summary>
    public virtual void OnGenericCommand(int channel, uint opcode, uint result)
    {
    }

    /// <summary>An immediate command was executed; the opcode field holds the clear option from v4.0 on.</summary>
    public virtual void OnImmediateCommand(int endpoint, uint opcodeField)
    {
    }

    /// <summary>A bit of IPA_IRQ_STTS was set.</summary>
    public virtual void OnIpaInterrupt(int number)
    {
    }

    /// <summary>The microcontroller wrote a response (true) or an event (false).</summary>
    public virtual void OnMicrocontroller(bool response, byte value)
    {
    }

    /// <summary>The processor wrote the interrupt register of the microcontroller.</summary>
    public virtual void OnMicrocontrollerCommand(byte command)
    {
    }

    /// <summary>A message went to the modem (true) or came from it (false).</summary>
    public virtual void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length)
    {
    }
}
