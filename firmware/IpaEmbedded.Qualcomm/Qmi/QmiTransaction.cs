using System;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Qmi;

/// <summary>One request that is under way: wait for it with <see cref="QmiHandle.Wait"/>, then read the response.</summary>
public sealed class QmiTransaction
{
    internal readonly Completion Done = new Completion();
    internal bool Active;
    internal bool Gone;
    internal bool TooLong;
    internal ushort Id;
    internal ushort Message;
    internal uint Node;
    internal uint Port;
    private readonly byte[] _response;
    private readonly QmiReader _reader = new QmiReader();

    internal QmiTransaction(int responseCapacity)
    {
        _response = new byte[responseCapacity];
    }

    /// <summary>The response; valid after a wait that returned <see cref="QmiOutcome.Answered"/>, until the next request.</summary>
    public QmiReader Response
    {
        get { return _reader; }
    }

    internal bool Keep(byte[] data, int length)
    {
        if (length > _response.Length) { return false; }
        Array.Copy(data, 0, _response, 0, length);
        return _reader.Open(_response, length);
    }
}
