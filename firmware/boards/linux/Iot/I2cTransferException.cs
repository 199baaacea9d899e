using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A transfer of a type of the library failed; an IOException, as the library's own buses throw.</summary>
public sealed class I2cTransferException : IOException
{
    /// <param name="message">The chip, and what became of the transfer.</param>
    /// <param name="status">The runtime's status.</param>
    public I2cTransferException(string message, I2cStatus status)
        : base(message) => Status = status;

    /// <summary>The runtime's status.</summary>
    public I2cStatus Status { get; }
}
